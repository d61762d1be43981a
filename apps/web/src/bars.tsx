import { BarController, BarElement, CategoryScale, Chart, Legend, LinearScale, Tooltip } from "chart.js";
import { useEffect, useRef } from "preact/hooks";

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip, Legend);

export interface Stack { label: string; values: number[]; color: string }

/** Stacked bars, one a name; a click chooses a name. Whoever cannot see them finds the same numbers in the table beside. */
export function Bars({ names, stacks, label, upright, choose }: { names: string[]; stacks: Stack[]; label: string; upright?: boolean; choose: (at: number) => void }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const chart = new Chart(canvas.current!, {
      type: "bar",
      data: { labels: names, datasets: stacks.map((s) => ({ label: s.label, data: s.values, backgroundColor: s.color })) },
      options: { indexAxis: upright ? "x" : "y", responsive: true, maintainAspectRatio: false, animation: false,
        scales: { x: { stacked: true, ticks: { precision: 0 } }, y: { stacked: true, ticks: { precision: 0 } } },
        onClick: (_, chosen) => { if (chosen.length) choose(chosen[0].index); } },
    });
    return () => chart.destroy();
  }, [JSON.stringify([names, stacks])]);
  return <div class="chart" style={{ height: upright ? "220px" : Math.max(120, 46 + names.length * 30) + "px" }}><canvas ref={canvas} role="img" aria-label={label} /></div>;
}
