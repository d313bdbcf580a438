/** What the page looks like, light or dark as the reader's browser is. */
export const style = `
:root{color-scheme:light dark;--text:#1d2129;--soft:#5b6472;--page:#fff;--card:#f5f6f8;--line:#d8dce3;--mark:#ffe2a8;--mark-text:#5c3b00;--add:#1a7f37;--del:#b3261e;--accent:#2f5fd0}
@media (prefers-color-scheme:dark){:root{--text:#e4e7ec;--soft:#9aa4b2;--page:#14171c;--card:#1c2027;--line:#333a45;--mark:#5a430f;--mark-text:#ffdf9e;--add:#56d364;--del:#ff8b82;--accent:#8fb0ff}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:60rem;padding:2rem 1rem 4rem;background:var(--page);color:var(--text);font:15px/1.55 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 1rem}
h2{font-size:1.2rem;margin:2.5rem 0 1rem;padding-top:1rem;border-top:2px solid var(--line)}
h3{font-size:.85rem;font-weight:600;color:var(--soft);margin:0 0 .4rem}
h3 time,h3 span{font-weight:400;margin-left:.6rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:0;font-size:.9rem}
dt{color:var(--soft)}dd{margin:0}
.remarks{margin:1rem 0 0;padding:.6rem .9rem;background:var(--card);border:1px solid var(--line);border-radius:8px;font-size:.85rem;color:var(--soft)}
.remarks p{margin:.15rem 0}
article{margin:1.4rem 0}
article.user{background:var(--card);border:1px solid var(--line);border-left:3px solid var(--accent);border-radius:8px;padding:.8rem 1rem}
article.system{color:var(--soft)}
pre{margin:.5rem 0;padding:.6rem .8rem;background:var(--card);border:1px solid var(--line);border-radius:6px;white-space:pre-wrap;font:12.5px/1.5 ui-monospace,monospace}
code{font:.88em ui-monospace,monospace;background:var(--card);padding:.05em .3em;border-radius:4px}
.text>*:first-child{margin-top:0}.text>*:last-child{margin-bottom:0}
.text h1,.text h2,.text h3,.text h4{font-size:1.05rem;color:inherit;border:0;padding:0;margin:1rem 0 .4rem}
table{border-collapse:collapse;font-size:.9rem}th,td{border:1px solid var(--line);padding:.25rem .6rem;text-align:left}
blockquote{margin:.5rem 0;padding-left:.9rem;border-left:3px solid var(--line);color:var(--soft)}
details{margin:.4rem 0;border:1px solid var(--line);border-radius:6px;padding:.3rem .7rem}
details[open]{padding-bottom:.6rem}
summary{cursor:pointer;font-size:.9rem}
summary:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.thinking{color:var(--soft)}
.failed{border-color:var(--del)}.ending{color:var(--soft);font-size:.85rem}.failed .ending{color:var(--del)}
.path{font:.85rem ui-monospace,monospace;margin:.5rem 0 0}
ins,del{text-decoration:none}ins{color:var(--add)}del{color:var(--del)}
.notice{color:var(--soft);font-size:.88rem}.notice.error,.problem{color:var(--del)}
.todos{padding-left:1.2rem}.todos .completed{text-decoration:line-through;color:var(--soft)}
mark{background:var(--mark);color:var(--mark-text);border-radius:4px;padding:0 .25em;font:.88em ui-monospace,monospace}
footer{margin-top:3rem;padding-top:1rem;border-top:2px solid var(--line);color:var(--soft)}
@media print{details{border:0}body{max-width:none}}
`;

/** Of the text above; a test computes it again. */
export const styleHash = 'sha256-2TtewNAwuqJtVhBZD3y1f7+2nWh7f+Qmhnl0LXmI4VQ=';
