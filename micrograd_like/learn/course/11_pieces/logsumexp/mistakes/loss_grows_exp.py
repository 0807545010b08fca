# gives exp(5) or a part of it: logsumexp and the right logit both grow by 5

loss_grows_by = 148.4131591025766
