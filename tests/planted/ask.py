"""What the program says of files, for who plants errors in them."""
import json
import subprocess

BATCH = 200  # files at a time


def run(undoc, command, files):
    """One decoded line of JSON for each file."""
    out = []
    for i in range(0, len(files), BATCH):
        got = subprocess.run([undoc, command, '--json'] + files[i:i + BATCH], capture_output=True, check=False)
        out += [json.loads(line) for line in got.stdout.decode('utf-8', 'replace').splitlines() if line.strip()]
    return out
