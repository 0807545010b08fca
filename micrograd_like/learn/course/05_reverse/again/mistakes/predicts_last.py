# predicts what the second pass brings, as if it replaced the first: a leaf adds up

predicted_grad = 5
