namespace Dcmqi.Volumes;

/// <summary>What every format needs to know of a <see cref="ScalarType"/>.</summary>
internal static class ScalarTypes
{
    public static int BytesOf(ScalarType type) => type switch
    {
        ScalarType.Int8 or ScalarType.UInt8 => 1,
        ScalarType.Int16 or ScalarType.UInt16 => 2,
        ScalarType.Int32 or ScalarType.UInt32 or ScalarType.Float32 => 4,
        _ => 8,
    };

    /// <summary>Does work for the values of a type.</summary>
    public static TResult Call<TResult>(ScalarType type, IScalarWork<TResult> work) => type switch
    {
        ScalarType.Int8 => work.Of<sbyte>(),
        ScalarType.UInt8 => work.Of<byte>(),
        ScalarType.Int16 => work.Of<short>(),
        ScalarType.UInt16 => work.Of<ushort>(),
        ScalarType.Int32 => work.Of<int>(),
        ScalarType.UInt32 => work.Of<uint>(),
        ScalarType.Int64 => work.Of<long>(),
        ScalarType.UInt64 => work.Of<ulong>(),
        ScalarType.Float32 => work.Of<float>(),
        _ => work.Of<double>(),
    };

    public static ScalarType Of(Type type)
    {
        if (type == typeof(sbyte))
            return ScalarType.Int8;
        if (type == typeof(byte))
            return ScalarType.UInt8;
        if (type == typeof(short))
            return ScalarType.Int16;
        if (type == typeof(ushort))
            return ScalarType.UInt16;
        if (type == typeof(int))
            return ScalarType.Int32;
        if (type == typeof(uint))
            return ScalarType.UInt32;
        if (type == typeof(long))
            return ScalarType.Int64;
        if (type == typeof(ulong))
            return ScalarType.UInt64;
        return type == typeof(float) ? ScalarType.Float32 : ScalarType.Float64;
    }

    public static Type TypeOf(ScalarType type) => type switch
    {
        ScalarType.Int8 => typeof(sbyte),
        ScalarType.UInt8 => typeof(byte),
        ScalarType.Int16 => typeof(short),
        ScalarType.UInt16 => typeof(ushort),
        ScalarType.Int32 => typeof(int),
        ScalarType.UInt32 => typeof(uint),
        ScalarType.Int64 => typeof(long),
        ScalarType.UInt64 => typeof(ulong),
        ScalarType.Float32 => typeof(float),
        _ => typeof(double),
    };
}
