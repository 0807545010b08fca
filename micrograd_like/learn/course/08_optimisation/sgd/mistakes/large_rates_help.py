# hopes that a larger rate is a faster one: at 1.1 every step lands further up on the other side

rate_1_1 = "converges"
