namespace Dcmqi.Iods;

/// <summary>How much an attribute is required (PS3.5 7.4).</summary>
internal enum AttributeType
{
    /// <summary>Present, with a value.</summary>
    Type1,

    /// <summary>As Type 1 where its condition is met.</summary>
    Type1C,

    /// <summary>Present; empty where the value is not known.</summary>
    Type2,

    /// <summary>As Type 2 where its condition is met.</summary>
    Type2C,

    /// <summary>May be absent or empty.</summary>
    Type3,
}
