import { Html } from './html.ts';

/** How the reference looks. Constant: nothing from outside goes into it. */
export const referenceStyle = new Html(`
:root { color-scheme: light dark; --ink: light-dark(#15191c, #e9ecee); --dim: light-dark(#454f57, #adb6bd);
  --line: light-dark(#dfe3e5, #23292d); --page: light-dark(#fafbfb, #131618); --raised: light-dark(#ffffff, #191d20);
  --accent: light-dark(#0f5fb8, #6db3f8); }
* { box-sizing: border-box; }
body { margin: 0; display: grid; grid-template-columns: 15rem minmax(0, 60rem); font: 15px/1.55 system-ui, sans-serif;
  color: var(--ink); background: var(--page); }
nav { position: sticky; top: 0; align-self: start; height: 100vh; overflow: auto; padding: 1.5rem 1rem;
  border-right: 1px solid var(--line); }
nav ul { list-style: none; margin: 1rem 0; padding: 0; }
nav li { display: flex; justify-content: space-between; padding: .15rem 0; }
nav span, small, em, caption { color: var(--dim); font-style: normal; }
main { padding: 1.5rem 2rem 6rem; }
h1 { font-size: 1.6rem; margin: 0; } h2 { margin: 2.5rem 0 .5rem; font-size: 1.2rem; }
h3 { margin: 0; font-size: 1rem; }
article { border: 1px solid var(--line); border-radius: 8px; padding: 1rem 1.25rem; margin: .75rem 0;
  background: var(--raised); scroll-margin-top: 1rem; }
article p { margin: .4rem 0; }
a { color: var(--accent); text-decoration: none; } a:hover { text-decoration: underline; }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
code { font: .92em/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; margin: .75rem 0; }
caption { text-align: left; padding: .2rem 0; font-weight: 600; }
th, td { text-align: left; vertical-align: top; padding: .3rem .75rem .3rem 0; border-top: 1px solid var(--line); }
th { font-weight: 400; width: 14rem; }
td:nth-child(2) { width: 18rem; color: var(--dim); overflow-wrap: anywhere; }
@media (max-width: 50rem) { body { display: block; } nav { position: static; height: auto; border: 0; } main { padding: 1rem; } }
`);
