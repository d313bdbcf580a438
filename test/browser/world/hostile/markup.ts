/** What every payload does if it runs. Nothing of the app ever writes this name. */
const run = 'globalThis.wasRun=1';

/** Markup that runs, loads, leads away or gets in the way wherever it is taken for markup. */
export const markup: readonly string[] = [
  `<script>${run}</script>`,
  `<script src="https://evil.example/x.js"></script>`,
  `<img src=x onerror="${run}">`,
  `<svg onload="${run}"><script>${run}</script><use href="https://evil.example/s.svg#x"/></svg>`,
  `<svg><animate onbegin="${run}" attributeName=x dur=1s><set onbegin="${run}"></svg>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${run}&gt;">`,
  `<template><img src=x onerror="${run}"></template>`,
  `<iframe srcdoc="<script>parent.wasRun=1</script>"></iframe>`,
  `<iframe src="javascript:parent.wasRun=1"></iframe><frame src="https://evil.example/">`,
  `<base href="https://evil.example/">`,
  `<meta http-equiv="refresh" content="0;url=https://evil.example/">`,
  `<style>@import url(https://evil.example/x.css);body{background:url(https://evil.example/b)}</style>`,
  `<link rel="stylesheet" href="https://evil.example/x.css"><link rel="preload" as="script" href="//evil.example/p">`,
  `<object data="https://evil.example/o"></object><embed src="https://evil.example/e">`,
  `<form action="https://evil.example/"><input autofocus onfocus="${run}"><button formaction="javascript:${run}">go`,
  `<details open ontoggle="${run}"><summary>open</summary></details>`,
  `<video autoplay><source src="https://evil.example/v.mp4" onerror="${run}"></video>`,
  `<body onload="${run}" onpageshow="${run}">`,
  `<a href="javascript:${run}" ping="https://evil.example/">press</a>`,
  `<div id="app" name="then"></div><a id="root"></a><form name="then"><input name="body"></form>`,
  `<img name="getElementById"><img name="querySelector"><form id="location"></form>`,
  `</textarea></title></style></script><script>${run}</script>`,
  `]]>--><script>${run}</script><!--`,
  `{{constructor.constructor('${run}')()}} \${${run}} #{${run}} <%= ${run} %>`,
  `"><script>${run}</script>`,
  `' onmouseover='${run}' x='`,
  `<img src="data:image/svg+xml,<svg onload=${run}>">`,
  `<noscript><p title="</noscript><img src=x onerror=${run}>">`,
  `&lt;script&gt;${run}&lt;/script&gt; &#60;script&#62;${run}&#60;/script&#62;`,
  `<marquee onstart="${run}"><isindex action="javascript:${run}" type=image>`,
];

/** Markdown that would become one of these. */
export const markdown: readonly string[] = [
  '![pixel](https://evil.example/pixel.png)',
  `![vector](data:image/svg+xml;base64,${Buffer.from(`<svg onload="${run}"/>`).toString('base64')})`,
  `![x](x "onerror=${run}")`,
  `[![both](https://evil.example/b.png)](javascript:${run})`,
  '[reference]\n\n[reference]: https://evil.example/r.css',
  `\`\`\`"><img src=x onerror=${run}>\n${run}\n\`\`\``,
  `\`\`\`mermaid\ngraph TD; A["<img src=x onerror=${run}>"]\n\`\`\``,
  `$$\\href{javascript:${run}}{x}$$`,
  `| <img src=x onerror=${run}> | b |\n| --- | --- |\n| <script>${run}</script> | c |`,
  `# <svg onload=${run}>\n\n- <b onclick=${run}>item</b>\n\n> <i style="background:url(https://evil.example/q)">q</i>`,
];

/** Names that mean something to JavaScript objects. */
export const objectKeys = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'then', 'valueOf'] as const;
