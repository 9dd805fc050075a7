/**
 * The long run of libs/plantext/fuzz.prop.test.ts: 100,000 mutated texts through the whole compiler.
 *
 *   node bench/plantext-fuzz.bench.ts [texts] [first seed]
 *
 * Gate (plantext 13): no text throws, no text is lost in the partition, every span says what stands in the text.
 */
import { faultOf, mutatedText } from '../libs/plantext/fuzz-checks.ts';
import { conclude, gate } from './measure.ts';

const texts = Number(process.argv[2] ?? 100_000);
const first = Number(process.argv[3] ?? 0);

const outcome = (seed: number): string | null => {
  try {
    return faultOf(mutatedText(seed));
  } catch (error) {
    return `throws ${error instanceof Error ? error.message : String(error)}`;
  }
};

const started = performance.now();
const faults: string[] = [];
let chars = 0;
for (let seed = first; seed < first + texts; seed++) {
  chars += mutatedText(seed).length;
  const fault = outcome(seed);
  if (fault !== null && faults.push(`seed ${seed}: ${fault}`) <= 10) console.log(`      seed ${seed}: ${fault}`);
}
const seconds = (performance.now() - started) / 1000;
gate(`${texts} mutated texts without a fault`, faults.length === 0, `${faults.length} faults, ${(chars / 1e6).toFixed(1)} million characters in ${seconds.toFixed(0)} s`);
conclude();
