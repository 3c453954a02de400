using System.CommandLine;
using System.CommandLine.Completions;

namespace Dcmqi.Cli;

/// <summary>Completion scripts. They hold all words, so that a key press starts no process; where they know none, the shell completes files.</summary>
internal static class CompletionScript
{
    /// <summary>The script for bash 4 and later.</summary>
    public static string Bash(IReadOnlyList<Command> commands) =>
        $$"""
        # Completion of dcmqi for bash. In ~/.bashrc: source <(dcmqi completion bash)
        {{Function(commands)}}
        complete -o default -F _dcmqi dcmqi
        """;

    /// <summary>The script for zsh, which runs functions made for bash.</summary>
    public static string Zsh(IReadOnlyList<Command> commands) =>
        $$"""
        # Completion of dcmqi for zsh. In ~/.zshrc: source <(dcmqi completion zsh)
        autoload -U +X compinit && compinit
        autoload -U +X bashcompinit && bashcompinit
        {{Function(commands)}}
        complete -o default -F _dcmqi dcmqi
        """;

    /// <summary>The script for PowerShell.</summary>
    public static string PowerShell(IReadOnlyList<Command> commands) =>
        $$"""
        # Completion of dcmqi for PowerShell. In $PROFILE: dcmqi completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName dcmqi -ScriptBlock {
            param($word, $ast, $position)
            $options = @{
        {{Lines(commands.Select(command => $"        '{command.Name}' = {ListOf(WordsOf(command))}"))}}
            }
            $values = @{
        {{Lines(Values(commands).Select(value => $"        '{value.Key}' = {ListOf(value.Words)}"))}}
            }
            $before = @($ast.CommandElements | Where-Object { $_.Extent.EndOffset -lt $position } | ForEach-Object { $_.ToString() })
            $words = if ($before.Count -le 1) { $options.Keys | Sort-Object }
                     elseif ($values.ContainsKey("$($before[1]) $($before[-1])")) { $values["$($before[1]) $($before[-1])"] }
                     elseif ($word.StartsWith('-')) { $options[$before[1]] }
            $words | Where-Object { $_ -like "$word*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
        }
        """;

    private static string Function(IReadOnlyList<Command> commands) =>
        $$"""
        _dcmqi() {
            local word="${COMP_WORDS[COMP_CWORD]}" words=""
            if [ "$COMP_CWORD" -eq 1 ]; then
                words="{{string.Join(' ', commands.Select(command => command.Name))}}"
            else
                case "${COMP_WORDS[1]} ${COMP_WORDS[COMP_CWORD-1]}" in
        {{Lines(Values(commands).Select(value => $"            '{value.Key}') words=\"{string.Join(' ', value.Words)}\" ;;"))}}
                    *) case "${COMP_WORDS[1]} $word" in
        {{Lines(commands.Select(command => $"                '{command.Name} -'*) words=\"{string.Join(' ', WordsOf(command))}\" ;;"))}}
                    esac ;;
                esac
            fi
            COMPREPLY=($(compgen -W "$words" -- "$word"))
        }
        """;

    // A command's arguments with words of their own (a shell, a document) stand beside its options.
    private static IEnumerable<string> WordsOf(Command command) => command.Options.Where(option => !option.Hidden).Select(option => option.Name).Append("--help");

    private static IEnumerable<(string Key, string[] Words)> Values(IEnumerable<Command> commands) =>
        from command in commands
        from symbol in command.Options.Where(option => !option.Hidden && option.ValueType != typeof(bool)).Cast<Symbol>().Concat(command.Arguments)
        let words = symbol.GetCompletions(CompletionContext.Empty).Select(completion => completion.Label).Where(IsPlain).ToArray()
        where words.Length > 0
        select (symbol is Option ? $"{command.Name} {symbol.Name}" : $"{command.Name} {command.Name}", words);

    // The words stand in quotes that a shell reads.
    private static bool IsPlain(string word) => word.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '/');

    private static string ListOf(IEnumerable<string> words) => $"@({string.Join(", ", words.Select(word => $"'{word}'"))})";

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);
}
