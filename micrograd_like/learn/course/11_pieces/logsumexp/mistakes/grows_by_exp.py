# gives exp(5): the log of this factor is 5

logsumexp_grows_by = 148.4131591025766
