"""Writes torch/CELL/*.npy: torch 2.15's LSTM, GRU and RNN cells, forward and backward in float64.

usage: make-torch.py WHH     (the binary, which says what h_0 and the cotangent of seed 1 are)

Weights are those of the state dict, 1.5 times as large as torch draws them, with both biases. The
gradients are ∂L/∂h_t by autograd for L = ⟨cotangent, h_T⟩, for t = 0 … T.
"""
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import torch

STEPS, BATCH, INPUTS, UNITS = 20, 3, 4, 5
FOLDER = pathlib.Path(__file__).parent / "torch"
CELLS = {
    "lstm": lambda: torch.nn.LSTM(INPUTS, UNITS),
    "gru": lambda: torch.nn.GRU(INPUTS, UNITS),
    "rnn-tanh": lambda: torch.nn.RNN(INPUTS, UNITS),
    "rnn-relu": lambda: torch.nn.RNN(INPUTS, UNITS, nonlinearity="relu"),
}
NAMES = {"Whh": "weight_hh_l0", "Wxh": "weight_ih_l0", "bh": "bias_hh_l0", "bx": "bias_ih_l0"}


def start_and_cotangent(whh):
    with tempfile.TemporaryDirectory() as folder:
        lines = ["set dtype float64", f"init Whh zeros {UNITS}", f"unroll {STEPS} batch={BATCH}",
                 f"export states {folder}/h.npy", f"export gradients {folder}/d.npy"]
        subprocess.run([whh], input="\n".join(lines), text=True, check=True, capture_output=True)
        arrays = np.load(f"{folder}/h.npy")[0], np.load(f"{folder}/d.npy")[-1]
    return [torch.tensor(array) for array in arrays]


def run(module, inputs, start, cotangent):
    state = start.clone().requires_grad_()
    cell = torch.zeros_like(start)
    states, cells = [state], [cell]
    for step in inputs:
        if isinstance(module, torch.nn.LSTM):
            _, (state, cell) = module(step[None], (state[None], cell[None]))
            state, cell = state[0], cell[0]
        else:
            state = module(step[None], state[None])[1][0]
        state.retain_grad()
        states.append(state)
        cells.append(cell)
    (cotangent * state).sum().backward()
    arrays = {"states": states, "gradients": [state.grad for state in states]}
    if isinstance(module, torch.nn.LSTM):
        arrays["cells"] = cells
    return {name: torch.stack(list(values)) for name, values in arrays.items()}


def main(whh):
    start, cotangent = start_and_cotangent(whh)
    for seed, (name, make) in enumerate(CELLS.items()):
        torch.manual_seed(seed)
        module = make().double()
        for parameter in module.parameters():
            parameter.data *= 1.5
        inputs = torch.randn(STEPS, BATCH, INPUTS, dtype=torch.float64)
        weights = module.state_dict()
        arrays = {ours: weights[theirs] for ours, theirs in NAMES.items()} | {"input": inputs}
        arrays |= run(module, inputs, start, cotangent)
        (FOLDER / name).mkdir(parents=True, exist_ok=True)
        for array, values in arrays.items():
            np.save(FOLDER / name / f"{array}.npy", values.detach().numpy())


if __name__ == "__main__":
    main(*sys.argv[1:])
