using System.Numerics;

namespace Dcmqi.Volumes;

/// <summary>What is done for values of a type that is known only when a file was opened (<see cref="ScalarTypes.Call"/>).</summary>
internal interface IScalarWork<out TResult>
{
    TResult Of<T>()
        where T : unmanaged, INumber<T>, IMinMaxValue<T>;
}
