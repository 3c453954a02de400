using System.CommandLine;

namespace Dcmqi.Cli;

/// <summary><c>completion</c>: a script by which a shell completes commands, options and their words.</summary>
internal static class CompletionCommand
{
    private static readonly string[] Shells = ["bash", "zsh", "pwsh"];

    public static Command Create(CommandConsole console, CancellationToken cancellationToken)
    {
        var shell = new Argument<string>("SHELL") { Description = $"Which shell: {string.Join(", ", Shells)}." };
        shell.AcceptOnlyFromAmong(Shells);
        var command = new Command("completion", "Prints a script by which a shell completes commands and options, such as for 'source <(dcmqi completion bash)'.") { shell };
        command.SetAction(parsed => console.Run(verbose: false, () =>
        {
            Command[] commands = [.. Commands.For("", console, cancellationToken)];
            console.Say(parsed.GetRequiredValue(shell) switch
            {
                "bash" => CompletionScript.Bash(commands),
                "zsh" => CompletionScript.Zsh(commands),
                _ => CompletionScript.PowerShell(commands),
            });
        }));
        return command;
    }
}
