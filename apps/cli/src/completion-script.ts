import type { Command } from 'commander';

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

const longFlags = (command: Command): string[] =>
  command
    .createHelp()
    .visibleOptions(command)
    .flatMap((option) => option.long ?? []);

const subcommands = (command: Command): Command[] =>
  command
    .createHelp()
    .visibleCommands(command)
    .filter((each) => each.name() !== 'help');

const bash = (program: Command): string => {
  const cases = subcommands(program).map((each) => `    ${each.name()}) words="${longFlags(each).join(' ')}" ;;`);
  return `# bash completion of wowlab; load with: source <(wowlab completion bash)
_wowlab() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words=""
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
    *) words="" ;;
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then
    words="${[...subcommands(program).map((each) => each.name()), ...longFlags(program)].join(' ')}"
    COMPREPLY=($(compgen -W "$words" -- "$current"))
  elif [[ "$current" == -* ]]; then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
  else
    COMPREPLY=($(compgen -f -- "$current"))
  fi
}
complete -o filenames -F _wowlab wowlab
`;
};

const quoted = (text: string): string => text.replaceAll("'", "'\\''").replaceAll(':', '\\:');

const zsh = (program: Command): string => {
  const names = subcommands(program).map((each) => `    '${each.name()}:${quoted(each.description())}'`);
  const cases = subcommands(program).map((each) => {
    const options = each
      .createHelp()
      .visibleOptions(each)
      .flatMap((option) => (option.long === undefined ? [] : [`'${option.long}[${quoted(option.description)}]'`]));
    return `    ${each.name()}) _arguments ${options.join(' ')} '*:file:_files' ;;`;
  });
  return `#compdef wowlab
# zsh completion of wowlab; save as _wowlab in a folder of $fpath
_wowlab() {
  local -a commands
  commands=(
${names.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local name=\${words[2]}
  shift words
  (( CURRENT-- ))
  case $name in
${cases.join('\n')}
  esac
}
_wowlab "$@"
`;
};

const fish = (program: Command): string => {
  const lines = subcommands(program).flatMap((each) => [
    `complete -c wowlab -f -n __fish_use_subcommand -a ${each.name()} -d '${each.description().replaceAll("'", "\\'")}'`,
    ...each
      .createHelp()
      .visibleOptions(each)
      .flatMap((option) =>
        option.long === undefined
          ? []
          : [
              `complete -c wowlab -n '__fish_seen_subcommand_from ${each.name()}' -l ${option.long.slice(2)} -d '${option.description.replaceAll("'", "\\'")}'`,
            ],
      ),
  ]);
  return `# fish completion of wowlab; save as ~/.config/fish/completions/wowlab.fish
${lines.join('\n')}
`;
};

const writers: Readonly<Record<Shell, (program: Command) => string>> = { bash, zsh, fish };

/** A completion script for a shell, from the commands and options as they are. */
export const completionScript = (shell: Shell, program: Command): string => writers[shell](program);
