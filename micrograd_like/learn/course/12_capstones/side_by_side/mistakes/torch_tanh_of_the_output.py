# takes tanh of the output as well in PyTorch: only the hidden layer has it


def in_torch(torch, W, b, v, x, y):
    W, b, v = (torch.tensor(p, dtype=torch.float64, requires_grad=True) for p in (W, b, v))
    x = torch.tensor(x, dtype=torch.float64)
    loss = (torch.tanh(v @ torch.tanh(W @ x + b)) - y) ** 2
    loss.backward()
    return loss.item(), W.grad.tolist(), b.grad.tolist(), v.grad.tolist()
