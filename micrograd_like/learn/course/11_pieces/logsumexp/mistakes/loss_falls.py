# lets the loss fall: logsumexp grows by 5, and so does the right logit that is subtracted

loss_grows_by = -5.0
