# gives log 5: each exp is multiplied by exp(5), and the log of this factor is 5

logsumexp_grows_by = 1.6094379124341003
