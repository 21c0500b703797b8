import { escapeHtml } from './escape-html.ts';
import { formatSeconds, formatWhole } from './format.ts';

const WIDTH = 720;
const HEIGHT = 200;
const MARGIN = { top: 12, right: 8, bottom: 24, left: 64 } as const;
const INNER_WIDTH = WIDTH - MARGIN.left - MARGIN.right;
const INNER_HEIGHT = HEIGHT - MARGIN.top - MARGIN.bottom;

const px = (value: number): string => value.toFixed(1);

const frame = (label: string, most: number, from: string, to: string, marks: string): string =>
  `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(label)}">` +
  `<line class="grid" x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${MARGIN.top}" y2="${MARGIN.top}"/>` +
  `<text class="label" x="${MARGIN.left - 8}" y="${MARGIN.top + 4}" text-anchor="end">${formatWhole(most)}</text>` +
  marks +
  `<line class="axis" x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${HEIGHT - MARGIN.bottom}" y2="${HEIGHT - MARGIN.bottom}"/>` +
  `<text class="label" x="${MARGIN.left}" y="${HEIGHT - 6}">${escapeHtml(from)}</text>` +
  `<text class="label" x="${WIDTH - MARGIN.right}" y="${HEIGHT - 6}" text-anchor="end">${escapeHtml(to)}</text>` +
  '</svg>';

/** Bars of the distribution of DPS. */
export const histogramSvg = ({
  from,
  width,
  counts,
}: {
  readonly from: number;
  readonly width: number;
  readonly counts: readonly number[];
}): string => {
  const most = Math.max(1, ...counts);
  const step = INNER_WIDTH / Math.max(1, counts.length);
  const to = from + width * counts.length;
  const bars = counts.map((count, index) => {
    const height = (count / most) * INNER_HEIGHT;
    const [x, y] = [MARGIN.left + index * step, HEIGHT - MARGIN.bottom - height];
    const range = `${formatWhole(from + index * width)} to ${formatWhole(from + (index + 1) * width)} DPS`;
    return `<rect class="bar" x="${px(x)}" y="${px(y)}" width="${px(Math.max(0.5, step - 1))}" height="${px(height)}"><title>${range}: ${formatWhole(count)} iterations</title></rect>`;
  });
  const label = `Distribution of DPS from ${formatWhole(from)} to ${formatWhole(to)}`;
  return frame(label, most, formatWhole(from), `${formatWhole(to)} DPS`, bars.join(''));
};

/** The course of DPS over the fight. */
export const timelineSvg = ({
  widthMs,
  dps,
}: {
  readonly widthMs: number;
  readonly dps: readonly number[];
}): string => {
  const most = Math.max(1, ...dps);
  const step = INNER_WIDTH / Math.max(1, dps.length);
  const points = dps.map(
    (value, index) =>
      `${px(MARGIN.left + (index + 0.5) * step)},${px(HEIGHT - MARGIN.bottom - (value / most) * INNER_HEIGHT)}`,
  );
  const label = `DPS over the fight, at most ${formatWhole(most)}`;
  const end = formatSeconds(widthMs * dps.length);
  return frame(label, most, '0 s', end, `<polyline class="curve" points="${points.join(' ')}"/>`);
};
