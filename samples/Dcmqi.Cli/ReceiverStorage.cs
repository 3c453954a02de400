namespace Dcmqi.Cli;

/// <summary>Stores a segmentation as its receiver shows it right, and says how and why; or without segments that overlap.</summary>
internal sealed class ReceiverStorage(CommandConsole console)
{
    /// <summary>The receiver; <see langword="null"/> where none was named.</summary>
    public Receiver? Receiver { get; init; }

    /// <summary>What was given beside it.</summary>
    public ReceiverConstraints Constraints { get; init; } = new();

    /// <summary>Whether segments that overlap go into objects of their own, whoever receives them.</summary>
    public bool Splits { get; init; }

    /// <summary>Whether anything is decided here; several objects may come of it.</summary>
    public bool IsNeeded => Receiver is not null || Splits;

    /// <summary>Chooses, and says what and why.</summary>
    /// <param name="source">What is to be stored.</param>
    /// <param name="options">How it is stored where no receiver was named.</param>
    /// <param name="framesPerPart">Frames of each part of a concatenation; <see langword="null"/> for none.</param>
    /// <exception cref="UsageException">What else was given leaves nothing that the receiver shows right.</exception>
    public ReceiverChoice Choose(Segmentation source, SegmentationOptions options, int? framesPerPart)
    {
        if (Receiver is not { } receiver)
            return new() { Receiver = Dcmqi.Receiver.Any, Options = options, Compression = Constraints.Compression ?? PixelCompression.None, Splits = Splits, Reason = "" };
        ReceiverChoice choice;
        try
        {
            choice = source.ChooseFor(receiver, Constraints);
        }
        catch (ConversionException exception)
        {
            throw new UsageException($"--for {ReceiverName.Of(receiver)}: {exception.Message} Leave out --segmentationType, --compress, --usePalette or --force16Bit, so that something else can be chosen, or --for.", exception);
        }

        console.Say(choice.Reason);
        console.Warn(choice.Warnings);
        if (framesPerPart is not null)
            console.Warn([$"Whether {ReceiverName.Of(receiver)} joins the parts of a concatenation was not tried."]);
        return choice with
        {
            Splits = choice.Splits || Splits,
            Options = options with { Encoding = choice.Options.Encoding, LabelMapColorModel = choice.Options.LabelMapColorModel, LargeObjects = SegmentationOutput.LargeObjects(choice.Compression, framesPerPart) },
        };
    }

    /// <summary>Makes what was chosen.</summary>
    public IReadOnlyList<Segmentation> Make(Segmentation source, ReceiverChoice choice, SegmentationConversion conversion, CancellationToken cancellationToken)
    {
        IReadOnlyList<Segmentation> made = choice.Splits
            ? source.SplitWithoutOverlaps(choice.Options, conversion, console.Progress, cancellationToken)
            : [source.ConvertTo(choice.Options, conversion, console.Progress, cancellationToken)];
        if (made.Count > 1)
            console.Note($"Segments overlap: {made.Count} objects are written, each in a series of its own.");
        return made;
    }
}
