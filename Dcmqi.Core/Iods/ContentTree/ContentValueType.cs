namespace Dcmqi.Iods.ContentTree;

/// <summary>Value Type (0040,A040) of a content item (PS3.3 C.17.3.2.1).</summary>
internal enum ContentValueType
{
    Container,
    Text,
    Code,
    Num,
    Date,
    Time,
    DateTime,
    UidRef,
    PName,
    Composite,
    Image,
    Waveform,
    SCoord,
    SCoord3D,
    TCoord,

    /// <summary>None of these: an item that is kept but not understood.</summary>
    Other,

    /// <summary>No item of its own but a reference to another one (PS3.3 C.17.3.2.5).</summary>
    Reference,
}
