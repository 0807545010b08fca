# multiplies what the two graphs bring: a leaf adds up what it is sent
predicted_grad = 30
