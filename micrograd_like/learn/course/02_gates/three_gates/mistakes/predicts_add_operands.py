# predicts that a sum sends back its operands: its local derivatives are 1, whatever the operands are

through_add = 3, -4
