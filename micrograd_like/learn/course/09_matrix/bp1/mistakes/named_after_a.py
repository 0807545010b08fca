# names σ'(a): the slope of σ is taken where σ was applied, and that was z

second_factor = "sigma'(a)"
