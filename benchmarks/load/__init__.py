"""Load on a server: requests a second beside feedgen in FastAPI, and stories that change while they are read.

python -m benchmarks.load                              # about three minutes; needs wrk
python -m benchmarks.load --rounds 1 --seconds 3 --changing 10    # shorter, for a first look
"""
