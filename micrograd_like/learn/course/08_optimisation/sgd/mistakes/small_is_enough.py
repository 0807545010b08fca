# trusts a tiny rate: 0.998 taken fifty times is still 0.9

rate_0_001 = "converges"
