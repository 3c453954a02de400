using System.CommandLine;
using System.Text.Json;

namespace Dcmqi.Cli;

/// <summary><c>terms</c>: the codes that everyday words stand for.</summary>
internal static class TermsCommand
{
    private const int DefaultLimit = 10;

    public static Command Create(CommandConsole console, CancellationToken cancellationToken)
    {
        var words = new Argument<string[]>("WORD") { Description = "Words in any order ('kidney left'), an abbreviation ('IVC') or a code.", Arity = ArgumentArity.ZeroOrMore };
        Option<int?> group = new("--cid") { HelpName = "NUMBER", Description = "Only what is in this context group of PS3.16, such as 7166; without words all of it." };
        Option<bool> quantity = new("--quantity") { Description = "Finds quantities with units and methods, for parametric maps and measurements ('adc')." };
        Option<int> limit = new("--limit") { HelpName = "N", Description = "The greatest number of terms.", DefaultValueFactory = _ => DefaultLimit };
        limit.Validators.Add(result =>
        {
            if (CommonOptions.NumberOf(result) < 1)
                result.AddError("--limit is 1 or more.");
        });
        Option<bool> json = new("--json") { Description = "Prints JSON with the keys of dcmqi's metadata, to paste." };
        var command = new Command("terms", "Finds the codes that describe a segment or a quantity.") { words, group, quantity, limit, json };
        command.SetAction(parsed => console.Run(verbose: false, () =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            string text = string.Join(' ', parsed.GetValue(words) ?? []);
            bool isJson = parsed.GetValue(json);
            if (parsed.GetValue(quantity))
                TellQuantities(console, Terms.SearchQuantities(text, parsed.GetValue(limit)), isJson);
            else
                TellTerms(console, Find(text, parsed.GetValue(group), parsed.GetValue(limit)), isJson);
        }));
        return command;
    }

    private static IReadOnlyList<SegmentTerm> Find(string text, int? group, int limit)
    {
        if (group is not { } number)
            return text.Length > 0 ? Terms.Search(text, limit) : throw new UsageException("terms: name what is sought, such as 'left kidney', or a context group (--cid).");
        TermGroup all = GroupOf(number);
        return text.Length > 0 ? all.Search(text, limit) : all;
    }

    private static TermGroup GroupOf(int number)
    {
        try
        {
            return Terms.InContextGroup(number);
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new UsageException(exception.Message, exception);
        }
    }

    private static void TellTerms(CommandConsole console, IReadOnlyList<SegmentTerm> terms, bool isJson)
    {
        if (isJson)
        {
            console.Say(JsonText.OfAll(terms.Select((term, index) => SegmentAttributes.Of(term, index + 1)), (json, segment) => json.WriteRawValue(SegmentJson.Of(segment))));
            return;
        }

        if (terms.Count == 0)
            console.Say("Nothing was found.");
        int width = terms.Select(term => term.Name.Length).DefaultIfEmpty().Max();
        foreach (SegmentTerm term in terms)
            console.Say($"{term.Name.PadRight(width)}  {Codes(term)}  {term.Category.Meaning}  {term.RecommendedDisplayRgb}".TrimEnd());
    }

    private static string Codes(SegmentTerm term) => string.Join(" ", new[] { term.Type, term.TypeModifier, term.AnatomicRegion, term.AnatomicRegionModifier }.OfType<CodedConcept>());

    private static void TellQuantities(CommandConsole console, IReadOnlyList<QuantityTerm> quantities, bool isJson)
    {
        if (isJson)
        {
            console.Say(JsonText.OfAll(quantities, (json, term) =>
            {
                json.WriteStartObject();
                JsonText.WriteCode(json, "QuantityValueCode", term.Quantity);
                JsonText.WriteCode(json, "MeasurementUnitsCode", term.Unit);
                WriteCodes(json, "units", term.Units);
                WriteCodes(json, "methods", term.Methods);
                json.WriteEndObject();
            }));
            return;
        }

        if (quantities.Count == 0)
            console.Say("Nothing was found.");
        foreach (QuantityTerm term in quantities)
        {
            console.Say($"{term.Quantity} in {string.Join(" or ", term.Units.Select(unit => unit.Value))}");
            foreach (CodedConcept method in term.Methods)
                console.Say($"  {method}");
        }
    }

    private static void WriteCodes(Utf8JsonWriter json, string name, IReadOnlyList<CodedConcept> codes)
    {
        json.WriteStartArray(name);
        foreach (CodedConcept code in codes)
            JsonText.WriteCode(json, code);
        json.WriteEndArray();
    }
}
