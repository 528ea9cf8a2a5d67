type Labels = Readonly<Record<string, string>>;

interface Series {
  readonly kind: "counter" | "gauge" | "histogram";
  readonly help: string;
  readonly samples: Map<string, number>;
  readonly histograms: Map<string, { readonly counts: number[]; sum: number; count: number }>;
}

/** Seconds. A model takes minutes, what the proxy adds takes less than a millisecond. */
const buckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];

/** Numbers about the proxy, for Prometheus. Labels hold names of the configuration and of the policy, nothing of a request. */
export interface Metrics {
  /** Adds to a counter. */
  add(name: string, help: string, labels?: Labels, amount?: number): void;
  /** Sets a gauge. */
  set(name: string, help: string, value: number, labels?: Labels): void;
  /** Puts a duration in seconds into a histogram. */
  observe(name: string, help: string, seconds: number, labels?: Labels): void;
  /** The text exposition format, version 0.0.4. */
  text(): string;
}

export function createMetrics(): Metrics {
  const all = new Map<string, Series>();
  const series = (name: string, kind: Series["kind"], help: string): Series => {
    const known = all.get(name) ?? { kind, help, samples: new Map(), histograms: new Map() };
    all.set(name, known);
    return known;
  };
  return {
    add(name, help, labels = {}, amount = 1) {
      const { samples } = series(name, "counter", help);
      const key = shown(labels);
      samples.set(key, (samples.get(key) ?? 0) + amount);
    },
    set: (name, help, value, labels = {}) => void series(name, "gauge", help).samples.set(shown(labels), value),
    observe(name, help, seconds, labels = {}) {
      const { histograms } = series(name, "histogram", help);
      const key = shown(labels);
      const histogram = histograms.get(key) ?? { counts: buckets.map(() => 0), sum: 0, count: 0 };
      const index = buckets.findIndex((bound) => seconds <= bound);
      if (index !== -1) histogram.counts[index]! += 1;
      histogram.sum += seconds;
      histogram.count += 1;
      histograms.set(key, histogram);
    },
    text: () => [...all].map(([name, each]) => `# HELP ${name} ${each.help}\n# TYPE ${name} ${each.kind}\n${linesOf(name, each).join("\n")}\n`).join(""),
  };
}

function linesOf(name: string, { samples, histograms }: Series): readonly string[] {
  return [
    ...[...samples].map(([labels, value]) => `${name}${braced(labels)} ${value}`),
    ...[...histograms].flatMap(([labels, { counts, sum, count }]) => {
      let below = 0;
      const bounds = buckets.map((bound, index) => `${name}_bucket${braced(labels, `le="${bound}"`)} ${(below += counts[index]!)}`);
      return [...bounds, `${name}_bucket${braced(labels, 'le="+Inf"')} ${count}`, `${name}_sum${braced(labels)} ${sum}`, `${name}_count${braced(labels)} ${count}`];
    }),
  ];
}

function shown(labels: Labels): string {
  return Object.entries(labels).map(([name, value]) => `${name}="${value.replaceAll("\\", String.raw`\\`).replaceAll('"', String.raw`\"`).replaceAll("\n", String.raw`\n`)}"`).join(",");
}

function braced(...labels: readonly string[]): string {
  const present = labels.filter((each) => each !== "");
  return present.length === 0 ? "" : `{${present.join(",")}}`;
}
