// Tables of medians, with the ratios to the official client and to plain fetch.
import { NEWEST, RAW } from "./contenders.mjs";

/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Prints one row per contender.
 *
 * @param {string} title what is measured, with its unit
 * @param {Map<string, number>} values contender → value
 */
export function table(title, values) {
  console.log(`\n${title}`);
  for (const [name, value] of values) {
    const ratios = [RAW, NEWEST].map((base) => ratio(value, values.get(base)));
    console.log(`  ${name.padEnd(18)} ${number(value).padStart(12)} ${ratios.join(" ")}`);
  }
}

function ratio(value, base) {
  const text = base ? `${(value / base).toFixed(2)} ×` : "";
  return text.padStart(10);
}

/** Small numbers with three significant digits, large ones with separated thousands. */
const number = (value) => (value < 100 ? value.toPrecision(3) : Math.round(value).toLocaleString("en"));

/** What the two columns of ratios are. */
export const HEADING = `  ${"".padEnd(18)} ${"median".padStart(12)} ${"to raw".padStart(10)} ${"to 6.40".padStart(10)}`;
