import { readdirSync, readFileSync } from 'node:fs';

const readText = (path: string): string => {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
};

const entries = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

/** Drivers and zones of Linux that measure the processor, by the names their kernel modules give. */
const processorDrivers = new Set(['coretemp', 'k10temp', 'zenpower', 'cpu_thermal', 'scpi_sensors']);
const processorZone = /^(x86_pkg_temp|cpu.*|soc.*|acpitz)$/i;

const celsius = (text: string): number | null => {
  const milli = Number(text);
  const value = milli / 1000;
  return text !== '' && Number.isFinite(value) && value > -100 && value < 300 ? value : null;
};

const highest = (values: readonly (number | null)[]): number | null =>
  values.reduce<number | null>(
    (best, value) => (value !== null && (best === null || value > best) ? value : best),
    null,
  );

/** The processor's temperature in °C as Linux tells it under `/sys` (or another root with that layout); null where it does not. */
export const processorTemperatureC = (sys = '/sys'): number | null => {
  const monitors = entries(`${sys}/class/hwmon`)
    .map((name) => `${sys}/class/hwmon/${name}`)
    .filter((folder) => processorDrivers.has(readText(`${folder}/name`)))
    .flatMap((folder) =>
      entries(folder)
        .filter((name) => /^temp\d+_input$/.test(name))
        .map((name) => celsius(readText(`${folder}/${name}`))),
    );
  const zones = entries(`${sys}/class/thermal`)
    .map((name) => `${sys}/class/thermal/${name}`)
    .filter((folder) => processorZone.test(readText(`${folder}/type`)))
    .map((folder) => celsius(readText(`${folder}/temp`)));
  return highest(monitors) ?? highest(zones);
};
