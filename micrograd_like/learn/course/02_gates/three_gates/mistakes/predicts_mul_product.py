# predicts the whole product for both factors: a factor moves the product by as much as the other
# factor is large

through_mul = -24, -24
