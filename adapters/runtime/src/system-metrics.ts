import { availableParallelism, cpus, freemem, loadavg, totalmem } from 'node:os';
import { cgroupMemory } from './cgroup-memory.ts';
import { processorTemperatureC } from './temperature.ts';

/** What the machine is doing. All measured; `temperatureC` is null where the platform does not tell. */
export interface SystemMetrics {
  /** Share of all cores that was busy since the last sample, 0..100. */
  readonly cpuPct: number;
  /** Of the container where there is one with a limit, else of the machine. */
  readonly memoryUsedBytes: number;
  readonly memoryTotalBytes: number;
  /** One-minute load average; 0 on Windows, which keeps none. */
  readonly load1: number;
  readonly temperatureC: number | null;
}

interface CpuTimes {
  readonly busyMs: number;
  readonly totalMs: number;
}

const cpuTimes = (): CpuTimes => {
  let busyMs = 0;
  let idleMs = 0;
  for (const { times } of cpus()) {
    busyMs += times.user + times.nice + times.sys + times.irq;
    idleMs += times.idle;
  }
  return { busyMs, totalMs: busyMs + idleMs };
};

/** Samples the machine; CPU use is measured between two calls, the first one since the sampler was made. */
export class SystemSampler {
  #last: CpuTimes = cpuTimes();
  #cpuPct = 0;

  sample(): SystemMetrics {
    const now = cpuTimes();
    const totalMs = now.totalMs - this.#last.totalMs;
    // The kernel counts in ticks of 10 ms: over a shorter time the last value says more.
    if (totalMs >= 100) {
      this.#cpuPct = Math.min(100, Math.max(0, (100 * (now.busyMs - this.#last.busyMs)) / totalMs));
      this.#last = now;
    }
    const machineBytes = totalmem();
    const memory = cgroupMemory(machineBytes) ?? { usedBytes: machineBytes - freemem(), totalBytes: machineBytes };
    return {
      cpuPct: this.#cpuPct,
      memoryUsedBytes: memory.usedBytes,
      memoryTotalBytes: memory.totalBytes,
      load1: loadavg()[0] ?? 0,
      temperatureC: processorTemperatureC(),
    };
  }
}

/** Cores this process may use: the affinity mask, not the number the machine has. */
export const usableCores = (): number => availableParallelism();
