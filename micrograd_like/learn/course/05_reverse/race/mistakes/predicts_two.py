# lets forward mode win as soon as there are two outputs: two walks back are still far fewer than 50
# sweeps

outputs_for_forward = 2
