using System.CommandLine;

namespace Dcmqi.Cli;

/// <summary><c>schema</c>: the JSON Schema of a metadata document, for an editor.</summary>
internal static class SchemaCommand
{
    public static Command Create(CommandConsole console, CancellationToken cancellationToken)
    {
        var name = new Argument<string>("DOCUMENT") { Description = $"Which document: {string.Join(", ", MetadataSchemas.Names)}." };
        name.AcceptOnlyFromAmong([.. MetadataSchemas.Names]);
        var command = new Command("schema", "Prints the JSON Schema of a metadata document, by which an editor completes and checks it.") { name };
        command.SetAction(parsed => console.Run(verbose: false, () =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            console.Say(MetadataSchemas.Find(parsed.GetRequiredValue(name))!.TrimEnd());
        }));
        return command;
    }
}
