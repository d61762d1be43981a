"""Three dossiers for fake_sohoa, whose reader does what a page says: 12 texts of 1 to 4 pages, and one whose second page crashes it."""
import os


def write_scans(folder):
    for dossier in range(1, 4):
        os.makedirs(f"{folder}/hoso{dossier}")
        for file in range(1, 5):
            with open(f"{folder}/hoso{dossier}/{file}.txt", "w") as f:
                f.write("\f".join(f"trang {page} của {dossier}/{file}" for page in range(1, file + 1)))
    with open(f"{folder}/hoso1/crash.txt", "w") as f:
        f.write("một\fCRASH")
