# forgets that the loss is computed first: there is no graph to sweep over before

seconds_by_sweeping = 2 * 0.001
