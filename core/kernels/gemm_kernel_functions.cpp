// The numbers of gemm_kernel_functions.hpp, where no other file's compiler sees them.
#include "core/kernels/gemm_kernel_functions.hpp"

namespace second_opinion::detail {

// The polynomial is minimax in relative error on [-1/2, 1/2], by Remez' exchange.
constinit const Exp2Terms kExp2Terms{Term(-126.0f),
                                     Term(12582912.0f),
                                     {Term(1.3276487e-3f), Term(9.6755404e-3f), Term(5.5507132e-2f),
                                      Term(2.4022120e-1f), Term(6.9314697e-1f), Term(1.0f)}};

// 7.1.26 with half of each coefficient, of x / √2.
constinit const GeluTerms kGeluTerms{
    Term(1.0f),
    Term(0.231641888f),
    Term(-0.72134752f),
    {Term(0.5307027145f), Term(-0.7265760135f), Term(0.7107068705f), Term(-0.142248368f),
     Term(0.127414796f)}};

}  // namespace second_opinion::detail
