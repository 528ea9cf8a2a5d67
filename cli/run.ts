import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import type { CatalogOptions } from "./catalog.ts";
import { suggestion } from "../src/node/configuration/suggestion.ts";
import { CommandError, tellFailure } from "./failure.ts";
import type { Terminal } from "./terminal.ts";

/** Runs a command line. Promises its exit code: 0 fine, 1 findings or a denial, 2 could not run. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  let code = 0;
  const written: Promise<void>[] = [];
  const program = commands(terminal, (result) => void (code = result));
  const configure = (command: Command): void => {
    command.exitOverride().configureOutput({
      writeOut: (text) => void written.push(terminal.write(text)),
      writeErr: (text) => terminal.complain(text.replace(/^error: /u, "cordon: ")),
    });
    command.commands.forEach(configure);
  };
  configure(program);
  try {
    await program.parseAsync([...argv], { from: "user" });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) return tellFailure(error, terminal);
    return error.exitCode === 0 ? 0 : 2;
  } finally {
    await Promise.all(written);
  }
}

type Action = (options: never, terminal: Terminal, args: readonly string[]) => Promise<number>;

// Each command is loaded when it runs, so that `--help` and `decide` start without the compiler.
function commands(terminal: Terminal, done: (code: number) => void): Command {
  const program = new Command("cordon")
    .description("Decides whether data of a category may go to a model, over a route, with the settings of the call.")
    .helpOption("-h, --help", "explain the command")
    .helpCommand("help [command]", "explain a command")
    .showHelpAfterError("(`cordon COMMAND --help` explains each)")
    .addHelpText("after", "\nExit codes: 0 fine, 1 findings or a denial, 2 could not run.");
  program.option("--version", "print the version").allowExcessArguments();
  program.action(async (options: { readonly version?: boolean }) => {
    const [asked] = program.args;
    if (asked !== undefined) throw new CommandError(`\`${asked}\` is no command; ${suggestion(asked, program.commands.map((command) => command.name()))}`);
    if (options.version !== true) return program.help({ error: true });
    await terminal.write(`${(await import("../src/node/package-root.ts")).packageVersion()}\n`);
  });
  program.configureHelp({ subcommandTerm: (command) => command.name() });

  const add = (name: string, description: string, load: () => Promise<Action>): Command =>
    program
      .command(name)
      .description(description)
      .allowExcessArguments(false)
      .action(async (...received: unknown[]) => {
        const command = received.at(-1) as Command;
        const action = await load();
        done(await action(command.opts() as never, terminal, command.args));
      });
  const config = (): Option => new Option("--config <file>", "the configuration, instead of the nearest `cordon.yaml` upwards");
  const format = (...formats: string[]): Option => new Option("--format <format>", "the form of the answer").choices(formats).default(formats[0]);

  add("init", "Write a `cordon.yaml` with a comment on every choice, and show the ESLint lines to paste.", async () => (await import("./init.ts")).init)
    .option("--yes", "ask nothing")
    .option("--force", "overwrite a `cordon.yaml` that exists");

  callOptions(add("decide", "Decide on a call, given as JSON or by options.", async () => (await import("./decide.ts")).decide))
    .option("--calls <file>", "one Call as JSON on each line; `-` is the standard input")
    .option("--bundle <file>", "a bundle of `cordon build`, in place of any configuration")
    .addOption(config())
    .addOption(format("json", "text"))
    .addHelpText(
      "after",
      `
With \`--calls\` every line is answered by one line of JSON, in order. A line that
is no call, is not UTF-8 or is longer than 4 MiB is answered with a denial that
says what is wrong with it, and the rest goes on. Empty lines, and those of
spaces, have no answer. The options that describe a call do not go with it.

Exit codes:
  0  allowed, or amended (with \`--calls\`: every line)
  1  denied (with \`--calls\`: at least one line), also what is no call
  2  could not run: an option, the configuration or a file is wrong`,
    );

  callOptions(add("explain", "Tell a person why: routes, facts with sources and dates, what would make the call pass.", async () => (await import("./explain.ts")).explain))
    .option("--bundle <file>", "a bundle of `cordon build`, in place of any configuration")
    .addOption(config())
    .addOption(format("text", "json"));

  checkOptions(add("check", "Find the model calls in TypeScript and JavaScript that the policy would not let pass as they are written.", async () => (await import("./check.ts")).check))
    .addOption(config())
    .addOption(format("text", "json", "sarif", "github"));

  inventoryOptions(add("inventory", "Join the model calls that the source shows with those that a process made: guarded, unguarded, never seen, seen but unknown.", async () => (await import("./inventory.ts")).inventory))
    .addOption(config())
    .addOption(format("text", "json"));

  add("test", "Run Rego unit tests and case files (`*.cases.yaml`, `*.cases.json`) against the compiled policy.", async () => (await import("./test.ts")).test)
    .argument("[path...]", "files or folders; by default the organisation's `policies`, or here `policies` and `test/corpus`")
    .option("--run <pattern>", "only tests whose name holds this text")
    .addOption(config())
    .addOption(format("text", "json", "junit"));

  add("build", "Compile the policy and the organisation's data into an OPA bundle, the same to the byte each time.", async () => (await import("./build.ts")).build)
    .option("--out <file>", "where to write it", "bundle.tar.gz")
    .option("--sign <key>", "a file with a PEM private key")
    .option("--algorithm <name>", "of the signature", "RS256")
    .addOption(config())
    .addOption(format("text", "json"));

  add("matrix", "Show what is decided for each category on each route.", async () => (await import("./matrix.ts")).matrix)
    .option("--gateway <id...>", "only these gateways")
    .option("--category <name...>", "only these categories")
    .option("--now <day>", "the day to decide for, instead of today", day)
    .option("--out <file>", "write to a file")
    .addOption(config())
    .addOption(format("text", "json", "html", "svg"));

  const catalog = program.command("catalog").helpCommand(false).description("Read the trait catalogue: what is known of gateways and providers, and since when.");
  const report = (name: string, description: string): Command =>
    catalog
      .command(name)
      .description(description)
      .allowExcessArguments(false)
      .addOption(config())
      .addOption(format("text", "json"))
      .action(async (options: CatalogOptions) => done(await (await import("./catalog.ts")).catalog(name, options, terminal)));
  report("list", "What is known of each service, provider, model and feature.").option("--gateway <id...>", "only these");
  report("stale", "Facts that are too old to count, and those whose source bears no date.").option("--now <day>", "the day to count from", day);
  report("conflicts", "Where sources of the same kind say different things.");
  report("sources", "Every source, with the facts that rest on it.");

  proxyOptions(add("proxy", "Guard model calls of any language: serve upstreams over HTTP, and let through what the policy allows.", async () => (await import("./proxy.ts")).proxy))
    .addOption(config());
  return program;
}

const listed = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];

function checkOptions(command: Command): Command {
  return command
    .argument("[path...]", "files or folders; by default this one")
    .option("--strict", "all five rules as errors, and a reason for every disable comment; else the recommended ones")
    .option("--rule <name=level>", "set one rule to `off`, `warn` or `error`; may be repeated", listed)
    .option("--max-warnings <number>", "more warnings than these fail, too", whole)
    .option("--report-unprovable", "report calls that the source does not show completely, too")
    .option("--fix", "apply the edits that are certain")
    .option("--fix-dry-run", "print what `--fix` would change, and change nothing")
    .option("--baseline [file]", "leave out what this file lists (`cordon-baseline.json` beside `cordon.yaml`); written where it is missing")
    .option("--update-baseline", "write the baseline anew")
    .option("--prune-baseline", "take out of the baseline what is gone")
    .option("--manifest [file]", "write the inventory of all model calls to a file; without one print it in place of the findings")
    .option("--now <day>", "the day to decide for, instead of today", day)
    .addHelpText(
      "after",
      `
A folder is searched for .ts .tsx .mts .cts .js .jsx .mjs .cjs .vue and .svelte
files, without node_modules, dist, build, out, coverage, folders that begin with
a dot, declarations, minified files and what .gitignore leaves out. A file that
is named is always looked at.

Exit codes:
  0  no errors, and no more warnings than \`--max-warnings\` allows
  1  findings
  2  could not run: an option, the configuration, a baseline or a file is wrong`,
    );
}

function inventoryOptions(command: Command): Command {
  return command
    .argument("[file...]", "what `cordon/register` wrote; by default `cordon-inventory.jsonl` in the project's folder")
    .option("--manifest <file>", "what `cordon check --manifest FILE` wrote; by default the source is looked at here and now")
    .option("--root <folder>", "the folder that the inventory counts paths from, where that cannot be told")
    .option("--fail-on <what>", "exit with 1 where there is any `unguarded`, `unknown`, `never-seen` or `differing`; several with commas", listed)
    .addHelpText(
      "after",
      `
A process started with \`CORDON_MODE=observe node --import cordon/register\` writes
down its model calls and changes none. Several files are put together.

Exit codes:
  0  the report is written
  1  there is something that \`--fail-on\` names
  2  could not run: an option, an inventory, the manifest or a file is wrong`,
    );
}

function whole(text: string): number {
  if (!/^\d{1,9}$/u.test(text)) throw new InvalidArgumentError("It must be a whole number, 0 or more.");
  return Number(text);
}

function proxyOptions(command: Command): Command {
  return command
    .option("--upstream <name=url>", "a service, served below `/NAME/`; may be repeated", listed)
    .option("--key <name=variable>", "the environment variable with its key, in place of the sender's; `NAME=VARIABLE:x-api-key` names the form; may be repeated", listed)
    .option("--port <number>", "the port; 8787 where neither this nor `--listen` is given", port)
    .option("--host <address>", "the address to listen on", "127.0.0.1")
    .option("--listen <[host:]port[=category]>", "one more place to listen, with categories of its own; may be repeated", listed)
    .option("--category <name>", "of everything that comes in; several add up; may be repeated", listed)
    .addOption(new Option("--mode <mode>", "what to do with a decision, instead of what `cordon.yaml` says").choices(["amend", "enforce", "observe"]))
    .option("--audit <file>", "append every decision to this file")
    .option("--token-env <variable>", "callers must show the token that this environment variable holds")
    .option("--tls-cert <file>", "serve with this certificate")
    .option("--tls-key <file>", "the key of the certificate")
    .option("--client-ca <file>", "callers need a certificate that this authority has signed")
    .option("--max-body <bytes>", "the most that is read of a request, as in `32mb`", bytes, 32 << 20)
    .option("--connect-timeout <seconds>", "for a connection to an upstream", someSeconds, 10)
    .option("--headers-timeout <seconds>", "for the first word of an answer", someSeconds, 600)
    .option("--idle-timeout <seconds>", "between two pieces of an answer", someSeconds, 300)
    .option("--request-timeout <seconds>", "for a whole request to come in", someSeconds, 300)
    .option("--grace <seconds>", "how long answers may still take after SIGTERM", seconds, 30)
    .addOption(new Option("--log-level <level>", "the least that is told").choices(["info", "warn", "error"]).default("info"));
}

function port(text: string): number {
  if (!/^\d{1,5}$/u.test(text) || Number(text) > 65_535) throw new InvalidArgumentError("It must be a number up to 65535.");
  return Number(text);
}

function seconds(text: string): number {
  const value = /^\d+(?:\.\d+)?$/u.test(text) ? Number(text) : Number.NaN;
  // The most that a timer of Node holds.
  if (!(value >= 0 && value <= 2_147_483)) throw new InvalidArgumentError("It must be a number of seconds.");
  return value;
}

function someSeconds(text: string): number {
  const value = seconds(text);
  if (value === 0) throw new InvalidArgumentError("It must be more than 0 seconds.");
  return value;
}

function bytes(text: string): number {
  const [, number = "", unit = ""] = /^(\d+)\s*([kmg]i?b?|b)?$/iu.exec(text) ?? [];
  const value = Number(number) * ({ k: 1 << 10, m: 1 << 20, g: 1 << 30 }[unit.charAt(0).toLowerCase()] ?? 1);
  // No text of Node is longer than half a gigabyte.
  if (number === "" || value < 1 || value > 512 << 20) throw new InvalidArgumentError("It must be a number of bytes up to 512mb, such as 32mb.");
  return value;
}

function callOptions(command: Command): Command {
  return command
    .option("--call <file>", "one Call as JSON; `-` is the standard input")
    .option("--category <name...>", "of the data; several add up")
    .option("--gateway <id>", "the service that receives the request")
    .option("--model <name>", "the model")
    .option("--fallback-model <name...>", "models that may answer instead")
    .option("--endpoint <kind>", "language, embedding, image, …")
    .option("--control <name...>", "on the request: noTraining, zeroRetention, maxRetentionDays=30")
    .option("--only <provider...>", "the providers that may serve")
    .option("--ignore <provider...>", "providers that may not")
    .option("--credentials <whose>", "system, byok or unknown")
    .option("--byok-provider <name...>", "providers with a key of your own")
    .option("--feature <name...>", "features in use")
    .option("--tier <tier>", "paid, free, consumer or unknown")
    .option("--region <code>", "the region that the call is bound to")
    .option("--now <day>", "the day to decide for", day);
}

function day(text: string): string {
  const date = /^\d{4}-\d{2}-\d{2}$/u.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  // 2026-02-31 would be taken as a day in March.
  if (date === undefined || Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text) throw new InvalidArgumentError("It must be a date such as 2027-06-30.");
  return text;
}

