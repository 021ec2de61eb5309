// Writes each dashboard as TypeScript, one constant for each panel, so that the compiler says which panel is wrong, and
// one that has to be refused, so that a compiler that lets all pass shows.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [from, to] = process.argv.slice(2);
const head = "import type { Frame, Panels } from './schema';\n\n";

const constant = (name, value, type) =>
  `export const ${name} = ${JSON.stringify(value, null, 2)} as const satisfies ReadonlyDeep<${type}>;\n\n`;
const readonly = 'type ReadonlyDeep<T> = T extends object ? { readonly [K in keyof T]: ReadonlyDeep<T[K]> } : T;\n\n';

const written = (dashboard) => {
  const { panels, ...frame } = dashboard;
  return head + readonly + constant('frame', { ...frame, panels: [] }, 'Frame')
    + panels.map((panel) => `// ${panel.title}\n` + constant(`panel${panel.id}`, panel, `Panels['${panel.type}']`)).join('');
};

const files = readdirSync(from).filter((file) => file.endsWith('.json'));
const dashboards = files.map((file) => JSON.parse(readFileSync(join(from, file), 'utf8')));
dashboards.forEach((dashboard, i) => writeFileSync(join(to, files[i].replace('.json', '.ts')), written(dashboard)));

const refused = [
  (panel) => { panel.options.legend.placement = 'botom'; },
  (panel) => { panel.fieldConfig.defaults.custom.drawStile = 'line'; },
  (panel) => { panel.fieldConfig.defaults.thresholds.steps[0].value = 'null'; },
  (panel) => { panel.targets[0].expr = 1; },
].map((spoil, i) => {
  const panel = structuredClone(dashboards.flatMap((one) => one.panels).find((one) => one.type === 'timeseries'));
  spoil(panel);
  return `// @ts-expect-error this panel is wrong\nconst wrong${i} = ${JSON.stringify(panel)} as const satisfies ReadonlyDeep<Panels['timeseries']>;\n`;
});
writeFileSync(join(to, 'refused.ts'), head.replace('Frame, ', '') + readonly + refused.join('\n') + '\nexport {};\n');
