namespace Dcmqi;

/// <summary>The observer of a report: a person or a device (PS3.16 TID 1002).</summary>
public abstract record ReportObserver
{
    private protected ReportObserver()
    {
    }
}
