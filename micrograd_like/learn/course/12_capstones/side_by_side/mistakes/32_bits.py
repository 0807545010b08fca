# lets PyTorch count with 32 bits, as it does unless it is told dtype=torch.float64: about 7 digits are right


def in_torch(torch, W, b, v, x, y):
    W, b, v = (torch.tensor(p, requires_grad=True) for p in (W, b, v))
    x = torch.tensor(x)
    loss = (v @ torch.tanh(W @ x + b) - y) ** 2
    loss.backward()
    return loss.item(), W.grad.tolist(), b.grad.tolist(), v.grad.tolist()
