# predicts the tie: with 50 outputs both pass the same number of edges

outputs_for_forward = 50
