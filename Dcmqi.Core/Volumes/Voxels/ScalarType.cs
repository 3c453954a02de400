namespace Dcmqi.Volumes;

/// <summary>The type of one value as files hold it.</summary>
internal enum ScalarType
{
    Int8,
    UInt8,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Float32,
    Float64,
}
