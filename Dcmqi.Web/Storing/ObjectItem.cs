namespace Dcmqi.Web.Storing;

/// <summary>An object in memory, whose file is made while it is sent.</summary>
internal sealed class ObjectItem(CompositeInstance instance, SaveOptions? options) : StoreItem
{
    private long? _length;

    public override long? Length => _length;

    public static ObjectItem Of(CompositeInstance instance, SaveOptions? options) => new(instance, options)
    {
        SopInstanceUid = instance.SopInstanceUid,
        SopClassUid = instance.SopClassUid,
        StudyInstanceUid = instance.StudyInstanceUid,
    };

    public override Task CopyToAsync(Stream destination, CancellationToken cancellationToken) => instance.SaveAsync(destination, options, null, cancellationToken);

    // The bytes are the same each time.
    public override async Task MeasureAsync(CancellationToken cancellationToken)
    {
        using var counter = new WrittenStream(Stream.Null, null);
        await CopyToAsync(counter, cancellationToken).ConfigureAwait(false);
        _length = counter.Written;
    }
}
