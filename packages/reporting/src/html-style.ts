/** The look of a report that stands alone, in light and dark. */
export const htmlStyle = `
:root{color-scheme:light dark;--ground:light-dark(#fbfbfa,#14171b);--panel:light-dark(#fff,#1a1e24);--rule:light-dark(#dddfe2,#333a44);--ink:light-dark(#22262b,#e9ebee);--soft:light-dark(#565d66,#a9b1bb);--chart:light-dark(#b8741a,#e6ad57)}
*{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,'Segoe UI',Roboto,'Helvetica Neue',sans-serif}
main{max-width:60rem;margin:0 auto;padding:1.5rem 1rem 4rem}h1{font-size:1rem;color:var(--soft);font-weight:600}h2{font-size:1.5rem;margin:2rem 0 .25rem}h3{font-size:1.05rem;margin:0 0 .5rem}
article>section,main>section{background:var(--panel);border:1px solid var(--rule);border-radius:6px;padding:1rem;margin:1rem 0}main>section h2{margin:0 0 .5rem;font-size:1.05rem}
.headline{font-size:1.05rem}.headline strong{font-size:1.9rem;margin-right:.5rem}.hint{color:var(--soft);margin:.25rem 0 .75rem;font-size:.875rem}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;font-size:.875rem}caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
th,td{text-align:left;padding:.25rem .5rem;border-bottom:1px solid var(--rule);font-weight:400;white-space:nowrap}thead th{color:var(--soft);font-size:.8125rem}.num{text-align:right}
svg{display:block;width:100%;height:auto;margin:.25rem 0 .75rem}.bar{fill:var(--chart)}.curve{fill:none;stroke:var(--chart);stroke-width:1.5}.axis,.grid{stroke:var(--rule)}.label{fill:var(--soft);font-size:12px}
details{margin-top:.75rem}summary{cursor:pointer;color:var(--soft)}dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem;margin:0}dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere;font-family:ui-monospace,monospace;font-size:.8125rem}
pre{background:var(--ground);border:1px solid var(--rule);border-radius:6px;padding:.75rem;overflow:auto;font-size:.8125rem}
@media print{main>section,article>section{break-inside:avoid}}
`.trim();
