"""The look of the page for reading: one style sheet for screen, phone and paper, light and dark.

A reader would get wrong: colour is never the only sign (personas have letters, unapproved items a dashed edge), and paper is always light.
"""

STYLE = """
:root{color-scheme:light dark;--ground:#fff;--sheet:#f6f5f2;--ink:#1d1d1f;--soft:#5c5c63;--line:#d9d7d0;--mark:#0b6157;--edge:#8a8880}
@media (prefers-color-scheme:dark){:root{--ground:#17181b;--sheet:#202226;--ink:#ececee;--soft:#a9abb3;--line:#3a3d44;--mark:#6fd0c2;
--edge:#80838c}}
@media print{:root{color-scheme:light;--ground:#fff;--sheet:#fff;--ink:#000;--soft:#444;--line:#999;--mark:#000;--edge:#555}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.5rem;max-width:78rem;background:var(--ground);color:var(--ink);
font:1rem/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
h1{font-size:1.7rem;line-height:1.2;margin:0}
h2{font-size:1.25rem;margin:2rem 0 .6rem}
h2::first-letter,h3::first-letter{text-transform:uppercase}
h3{font-size:1rem;margin:1.4rem 0 .4rem;padding-bottom:.2rem;border-bottom:1px solid var(--line)}
h4{font-size:1rem;margin:0}
header p,small,.day,dt{color:var(--soft)}
header p{margin:.2rem 0 0}
a{color:inherit}
abbr{text-decoration:none}
.legend{margin:1rem 0;padding:.6rem .8rem;background:var(--sheet);border:1px solid var(--line);border-radius:.4rem}
.legend p{display:flex;flex-wrap:wrap;gap:.25rem 1.1rem;align-items:center;margin:.2rem 0}
.key{padding-left:.45rem;font-size:.9rem}
table{width:100%;table-layout:fixed;border-collapse:collapse}
th{padding:.3rem;font-size:.8rem;font-weight:600;color:var(--soft);text-align:left}
td{height:5.5rem;padding:.3rem;vertical-align:top;border:1px solid var(--line)}
td.out{background:var(--sheet);border-color:var(--line)}
.day{margin:0 0 .2rem;font-size:.85rem}
.day span{display:none}
.item{display:block;margin:0 0 .3rem;padding:.15rem .1rem .2rem .4rem;font-size:.82rem;line-height:1.3;text-decoration:none;
background:var(--sheet);border-radius:0 .2rem .2rem 0}
.item:hover,.item:focus{text-decoration:underline}
.set{border-left:4px solid var(--mark)}
.open{border-left:4px dashed var(--edge)}
time{font-variant-numeric:tabular-nums;font-weight:600}
.signs{white-space:nowrap}
.who,.how{display:inline-block;min-width:1.4em;margin-left:.15em;padding:0 .25em;font-size:.75rem;font-weight:600;line-height:1.45;
text-align:center;border:1px solid transparent;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.who{border-radius:1em;color:#fff}
.how{border-color:currentColor;border-radius:.2em}
.c0{background:#0b6157}.c1{background:#8a3b12}.c2{background:#274690}.c3{background:#7a2a63}
.c4{background:#4b5d16}.c5{background:#9b1c31}.c6{background:#4a4a55}.c7{background:#5b3fa0}
article{margin:0 0 .8rem;padding:.5rem .8rem;background:var(--sheet);border-radius:0 .3rem .3rem 0;scroll-margin-top:1rem}
article:target{outline:2px solid var(--mark)}
h4 em{margin-left:.4rem;font-size:.8rem;font-weight:400;color:var(--soft)}
dl{display:flex;flex-wrap:wrap;gap:.1rem 1.2rem;margin:.3rem 0 0;font-size:.88rem}
dl div{display:flex;gap:.4rem}
dd{margin:0}
.copy{margin:.5rem 0 0;white-space:pre-wrap;max-width:46rem}
.link{margin:.3rem 0 0;font-size:.88rem}
@media (max-width:44rem){
body{padding:1rem}
table,tbody,tr,td{display:block;width:auto}
thead,td.out,td.free{display:none}
td{height:auto;padding:.4rem 0;border:0;border-top:1px solid var(--line)}
.day span{display:inline}
.item{font-size:.95rem;padding:.35rem .4rem .35rem .6rem}
}
@media print{
@page{margin:12mm}
@page month{size:landscape}
body{max-width:none;padding:0;font-size:10pt}
header,.legend,.month{page:month}
.month{padding-right:1px}
.month+.month{break-before:page}
td{height:21mm;padding:.15rem .2rem}
.month .item{font-size:8pt;line-height:1.2;margin-bottom:.15rem;padding-bottom:0}
.month .day{margin:0;font-size:8pt}
.who,.how{font-size:6.5pt;line-height:1.25}
.month h2,.legend{margin:.4rem 0}
.legend{padding:.2rem .6rem}
tr,article,.legend{break-inside:avoid}
h2,h3{break-after:avoid}
.item{text-decoration:none}
}
"""
