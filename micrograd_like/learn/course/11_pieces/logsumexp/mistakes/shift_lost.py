# has logsumexp unchanged; every exp grows by the factor exp(5), so does their sum, and its log by 5

logsumexp_grows_by = 0.0
