# keeps the slip: ∂z^L/∂θ^l is the whole way from layer l to the end, and that way is in ∂ℒ/∂z^l already

mended = "L"
