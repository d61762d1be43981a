#include "pipeline/digits/components.hh"

#include <algorithm>

namespace sohoa {

std::vector<Component> components_of(const InkMap& map) {
  std::vector<Component> components;
  std::vector<bool> seen(map.ink.size());
  for (int start = 0; start < static_cast<int>(map.ink.size()); ++start) {
    if (seen[static_cast<std::size_t>(start)] || map.ink[static_cast<std::size_t>(start)] <= 127) continue;
    Component component{{map.width, map.height, 0, 0}, {start}};
    seen[static_cast<std::size_t>(start)] = true;
    for (std::size_t next = 0; next < component.pixels.size(); ++next) {
      const int x = component.pixels[next] % map.width, y = component.pixels[next] / map.width;
      Box& box = component.box;
      box = {std::min(box.x0, x), std::min(box.y0, y), std::max(box.x1, x + 1), std::max(box.y1, y + 1)};
      for (int v = std::max(0, y - 1); v <= std::min(map.height - 1, y + 1); ++v)
        for (int u = std::max(0, x - 1); u <= std::min(map.width - 1, x + 1); ++u) {
          const int at = v * map.width + u;
          if (seen[static_cast<std::size_t>(at)] || !map.inked(u, v)) continue;
          seen[static_cast<std::size_t>(at)] = true;
          component.pixels.push_back(at);
        }
    }
    components.push_back(std::move(component));
  }
  return components;
}

}  // namespace sohoa
