"""Protected acts: what one person asks, and a second one confirms.

`models` keeps what awaits an answer and says who may give it; `views` is the screen of the answer;
`mails` writes to those concerned. What is asked, and what it changes, belongs to other packages.
"""
