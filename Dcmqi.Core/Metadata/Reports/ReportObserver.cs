namespace Dcmqi;

/// <summary>Who observed: a person or a device (PS3.16 TID 1002).</summary>
public abstract record ReportObserver
{
    private protected ReportObserver()
    {
    }
}
