namespace Dcmqi.Cli;

/// <summary>The grid of the volumes that a segmentation is made into.</summary>
internal enum OutputGrid
{
    /// <summary>The segmentation's own; where its frames make none, it is refused.</summary>
    Own,

    /// <summary>That of the source images.</summary>
    Source,

    /// <summary>One with the smallest distance of frames as spacing.</summary>
    Covering,

    /// <summary>One for each part that is evenly spaced.</summary>
    EvenParts,
}
